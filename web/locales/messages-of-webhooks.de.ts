/** What is wrong with the address of a webhook, and with its other fields. */
export const messagesOfWebhooksDe: Readonly<Record<string, string>> = {
  'This is no address. Give one like https://crm.example.com/hook.':
    'Das ist keine Adresse. Geben Sie eine wie https://crm.example.com/hook.',
  'Give an address like https://crm.example.com/hook.':
    'Geben Sie eine Adresse wie https://crm.example.com/hook.',
  'Only https is spoken, not {protocol}. Give an address that begins with https://.':
    'Gesprochen wird nur https, nicht {protocol}. Geben Sie eine Adresse, die mit https:// beginnt.',
  'A user or password in an address would be shown and logged. Take them out.':
    'Benutzer oder Passwort in einer Adresse würden gezeigt und protokolliert. Nehmen Sie sie heraus.',
  'Over http everybody on the way could read and change it. Give an address that begins with https://.':
    'Über http könnte es jeder unterwegs lesen und ändern. Geben Sie eine Adresse, die mit https:// beginnt.',
  '{host} is no machine of the public internet, and requests go nowhere else. Give a public address, or have the operator name it in --local-targets.':
    '{host} ist kein Rechner des öffentlichen Internets, und nur dorthin gehen Anfragen. Geben Sie eine öffentliche Adresse, oder lassen Sie den Betreiber sie in --local-targets nennen.',
  'You have {n} webhooks, which is as many as there may be. Delete one first.':
    'Sie haben {n} Webhooks, mehr dürfen es nicht sein. Löschen Sie zuerst einen.',
  'Choose at least one event, or send null for all.': 'Wählen Sie mindestens ein Ereignis, oder alle.',
  'Choose an end after the beginning.': 'Wählen Sie ein Ende nach dem Anfang.',
};
