import type { Cue } from './cue.ts';
import { writeSrt, writeText, writeVtt } from './subtitle-writer.ts';

/** How the cues of a track are given out, by the ending of the address. */
export const SUBTITLE_FORMATS: Record<string, { write: (cues: Cue[]) => string; type: string }> = {
	vtt: { write: writeVtt, type: 'text/vtt; charset=utf-8' },
	srt: { write: writeSrt, type: 'application/x-subrip; charset=utf-8' },
	txt: { write: writeText, type: 'text/plain; charset=utf-8' }
};
