import { useSyncExternalStore } from 'react';
import { Icon } from '../ui/icons.tsx';
import { currentToasts, subscribeToToasts } from '../ui/toast.ts';

/** Short messages that something is done; screen readers hear them without losing their place. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts);
  return (
    <div className="tb-toasts" role="status">
      {toasts.map(({ id, message }) => (
        <p key={id} className="tb-toast">
          <Icon name="check" size={16} /> <span>{message}</span>
        </p>
      ))}
    </div>
  );
}
