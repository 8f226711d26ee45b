/**
 * The server lets in the style elements of this very page only: those with its nonce. Mantine asks for it; the library
 * behind its dialogs that keeps the page from scrolling (get-nonce) looks for a global of this name.
 */
export const STYLE_NONCE = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

Object.assign(globalThis, { __webpack_nonce__: STYLE_NONCE });
