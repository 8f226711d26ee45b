/** What one's own page has of card payments: fetched after the page itself, because most accounts have none of it. */
import { lazy, Suspense, type ComponentProps } from 'react';
import { loadTexts } from '../../../app/i18n.ts';

const Button = lazy(async () => {
  const [{ TopUpButton: component }] = await Promise.all([
    import('./top-up-button.tsx'),
    loadTexts('cardPayments'),
  ]);
  return { default: component };
});

const Cards = lazy(async () => {
  const [{ OwnCards: component }] = await Promise.all([import('./own-cards.tsx'), loadTexts('cardPayments')]);
  return { default: component };
});

const Pay = lazy(async () => {
  const [{ PayInvoiceButton: component }] = await Promise.all([
    import('./pay-invoice-button.tsx'),
    loadTexts('cardPayments'),
  ]);
  return { default: component };
});

export function OwnTopUp() {
  return (
    <Suspense>
      <Button />
    </Suspense>
  );
}

export function OwnCards() {
  return (
    <Suspense>
      <Cards />
    </Suspense>
  );
}

export function PayInvoice(props: ComponentProps<typeof Pay>) {
  return (
    <Suspense>
      <Pay {...props} />
    </Suspense>
  );
}
