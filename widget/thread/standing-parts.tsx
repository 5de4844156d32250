import { Ignored } from './Ignored.tsx';
import { Restricted } from './Restricted.tsx';
import type { Scene, StandingParts } from './scene.ts';
import { StaffActs } from './StaffActs.tsx';
import { Told } from './Told.tsx';
import { VoiceField } from './VoiceField.tsx';
import { Welcome } from './Welcome.tsx';

/** What only some who read are told, or may do. */
export const standingParts: StandingParts = { Standing, Ignored, StaffActs, Told, VoiceField };

/** How they stand here. */
function Standing({ scene }: { scene: Scene }) {
  return (
    <>
      <Restricted scene={scene} />
      <Welcome scene={scene} />
    </>
  );
}
