/** The mark: lines of an account book, one entry marked. */
export function Brand() {
  return (
    <span className="tb-brand">
      <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#1d7a61" />
        <path d="M8 10h16M8 16h10M8 22h16" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
        <circle cx="23" cy="16" r="2.4" fill="#f2b65a" />
      </svg>
      Tollbook
    </span>
  );
}
