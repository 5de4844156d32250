/** GET /connect.js: hands the code to the page that opened the window, to that exact origin and no other. */
export const CONNECT_SCRIPT = `function handOver() {
  const { code, state, origin } = document.querySelector('[data-code]').dataset;
  if (!window.opener) return;
  window.opener.postMessage({ type: 'terrasse:code', code, state }, origin);
  window.close();
}
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', handOver);
else handOver();
`;
