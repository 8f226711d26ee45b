/** Calls that go on, of an account and everybody below it; they can be ended here. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LiveCalls } from '../../../ui/live/live-calls.tsx';
import type { LiveSort } from '../../../ui/live/live-figures.ts';
import { useLiveCalls } from '../../../ui/live/use-live-calls.ts';
import type { Account } from '../api.ts';

export function LiveTab({ account }: Readonly<{ account: Account }>) {
  const [isPaused, setPaused] = useState(false);
  const [sort, setSort] = useState<LiveSort>();
  const live = useLiveCalls({ accountId: account.id }, isPaused);
  useFreshHead(account, live.state === 'live' ? live.total : undefined);
  return (
    <LiveCalls
      live={live}
      accountId={account.id}
      timezone={account.profile.timezone}
      isPaused={isPaused}
      onPause={setPaused}
      sort={sort}
      onSort={setSort}
    />
  );
}

/** The head counts calls, too: it is read again when their number has changed. */
function useFreshHead({ id, wallet }: Account, total: number | undefined) {
  const queryClient = useQueryClient();
  const shown = wallet?.liveCalls;
  useEffect(() => {
    if (total === undefined || total === shown) return;
    void queryClient.invalidateQueries({ queryKey: ['accounts', 'one', id], exact: true });
    void queryClient.invalidateQueries({ queryKey: ['accounts', 'one', id, 'guards'] });
    // Only when the list changes: a head that counts otherwise, as of a commission reseller, is not asked for ever.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [queryClient, id, total]);
}
