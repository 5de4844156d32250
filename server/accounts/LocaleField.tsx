/** Each language by its own name, so that whoever reads only that one finds it. */
export function LocaleField({ label, chosen }: { label: string; chosen: string }) {
  return (
    <div class="field">
      <label for="locale">{label}</label>
      <select id="locale" name="locale">
        <option value="fr" lang="fr" selected={chosen === 'fr'}>
          Français
        </option>
        <option value="en" lang="en" selected={chosen === 'en'}>
          English
        </option>
      </select>
    </div>
  );
}
