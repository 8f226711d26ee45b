/** A payment by hand that waits for a second person. */

export const PAYMENT_KINDS = ['payment', 'refund', 'staff_credit', 'staff_debit'] as const;
/** payment and refund move cash; staff_credit and staff_debit correct a balance. */
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export const TYPED_METHODS = ['cash', 'bank_transfer', 'other'] as const;
export type PaymentMethod = (typeof TYPED_METHODS)[number];

export const PENDING_STATUSES = ['waiting', 'approved', 'refused', 'withdrawn', 'ended'] as const;
/** withdrawn: by whoever recorded it. ended: nobody decided in time. */
export type PendingStatus = (typeof PENDING_STATUSES)[number];

/** After that nobody may approve it any more. */
export const PENDING_DAYS = 30;
