import type { OwnDataWire } from '#server/wire.ts';
import type { Sender } from './send.ts';

/** A tab opens in the same breath as the click, or is taken for an advertisement; it goes on once there is an address. */
export async function openOwnData(send: Sender): Promise<void> {
  const tab = open('about:blank', '_blank');
  if (tab) tab.opener = null;
  try {
    const { url } = await send<OwnDataWire>('POST', 'session/own-data');
    (tab ?? window).location.assign(url);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
