import { useMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

/**
 * A request that changes something, sent once at a time: while one is under way, further calls of `mutate` are left out.
 * `isPending` alone would let them through, because it is known only when the page has been drawn again.
 */
export function useWrite<Answer = unknown, Sent = void>(
  options: UseMutationOptions<Answer, Error, Sent>,
): UseMutationResult<Answer, Error, Sent> {
  const isUnderWay = useRef(false);
  const writing = useMutation<Answer, Error, Sent>({
    ...options,
    onSettled: (...outcome) => {
      isUnderWay.current = false;
      return options.onSettled?.(...outcome);
    },
  });
  const mutate: typeof writing.mutate = (...sent) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    writing.mutate(...sent);
  };
  return { ...writing, mutate };
}
