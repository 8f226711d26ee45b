/** What may be said about a call: the texts that the API says, so that the panel says the same. */
import { REMARKS } from '../../src/domain/charging/remarks.ts';

const { reason: _inEveryPage, failed: _there, ...remark } = REMARKS;
export const remarksEn = { remark };
