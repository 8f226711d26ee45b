/** Looking at the panel as an account below, and going back. */
import { post } from './client.ts';

export function signInAs(accountId: string, body: object): Promise<unknown> {
  return post(`/accounts/${accountId}/sign-in-as`, body);
}

/** Back to one's own session; the page is loaded anew, so that nothing of the other one stays in it. */
export async function goBack(to = '/'): Promise<void> {
  await post('/sign-in-as/return', {}, { renewsSession: false });
  sessionStorage.clear();
  window.location.assign(to);
}
