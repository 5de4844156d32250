import { format } from '../../widget/i18n/format.ts';
import en from '../i18n/commands.en.json' with { type: 'json' };
import fr from '../i18n/commands.fr.json' with { type: 'json' };
import type { Locale } from '../i18n/translate.ts';

export type CommandKey = keyof typeof fr;
export type Args = Record<string, string | number>;

const messages: Record<Locale, Record<CommandKey, string>> = { fr, en };

/** What the commands say, apart from what readers are told. */
export const say = (locale: Locale, key: CommandKey, args: Args = {}) => format(messages[locale][key], args, locale);
