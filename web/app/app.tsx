import { DirectionProvider, MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../api/actor.ts';
import { ApiProblem } from '../api/problem.ts';
import { followHeading } from '../ui/page-title.ts';
import { directionOf } from './i18n.ts';
import { createPanelRouter } from './router.tsx';
import { SessionEnded } from './session-ended.tsx';
import { STYLE_NONCE } from './style-nonce.ts';
import { cssVariables, theme } from './theme.ts';
import { Toasts } from './toasts.tsx';

/** Only what may pass by itself is asked again; a refusal stays one. */
const RETRIES_MAX = 2;

/** Somebody changed one's role meanwhile: the panel shows at once what is left of it, or what came. */
function onRefusal(error: unknown): void {
  if (error instanceof ApiProblem && error.code === 'not_permitted')
    void queryClient.invalidateQueries({ queryKey: actorQuery.queryKey });
}

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onRefusal }),
  mutationCache: new MutationCache({ onError: onRefusal }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) =>
        count < RETRIES_MAX && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
    },
  },
});
const router = createPanelRouter(queryClient);

export function App() {
  const { i18n } = useTranslation();
  const dir = directionOf(i18n.language);
  useEffect(() => followHeading(document.body), []);
  return (
    <DirectionProvider key={dir} initialDirection={dir} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => STYLE_NONCE}
      >
        <Toasts />
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <SessionEnded />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
