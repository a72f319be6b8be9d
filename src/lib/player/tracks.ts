import type { Cue } from '#lib/model/cue.ts';
import { readSubtitles } from '#lib/model/subtitles.ts';

const loaded = new Map<string, Promise<Cue[]>>();

async function fetchCues(src: string): Promise<Cue[]> {
	const response = await fetch(src);
	if (!response.ok) throw new Error(`${src} answered ${response.status}`);
	const reading = readSubtitles(new Uint8Array(await response.arrayBuffer()));
	return reading.ok ? reading.cues : [];
}

/**
 * The cues of a subtitle track by its address, fetched once a page; a fault is not kept, so that
 * the next call tries again.
 */
export function loadTrack(src: string): Promise<Cue[]> {
	const known = loaded.get(src);
	if (known) return known;
	const loading = fetchCues(src);
	loaded.set(src, loading);
	loading.catch(() => loaded.delete(src));
	return loading;
}
