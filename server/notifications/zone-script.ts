// In the browser, on the page of one's settings: offers the time zone of this device, and keeps nothing. Bundled by build.ts.

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();

function start() {
  const button = document.querySelector<HTMLButtonElement>('button[data-zone]');
  const select = document.querySelector<HTMLSelectElement>('select[name="timeZone"]');
  if (!button || !select) return;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const show = () => (button.hidden = (select.value || button.dataset.zone) === here);
  if (![...select.options].some(({ value }) => value === here)) return;
  button.textContent = button.textContent!.replace('{zone}', here.replaceAll('_', ' '));
  button.addEventListener('click', () => {
    select.value = here;
    select.focus();
    show();
  });
  select.addEventListener('change', show);
  show();
}
