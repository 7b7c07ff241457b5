/** The word that the content security policy of this page asks of style elements; empty where there is no policy. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
