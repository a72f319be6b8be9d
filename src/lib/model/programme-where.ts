import { fold } from './fold.ts';
import { namesRemote } from './programme-words.ts';

/** Where they meet, as the words behind "Lieu :" say it; `mode` where they tell it. */
export interface Where {
	place: string;
	mode: 'online' | 'hybrid' | null;
}

const HYBRID = /\s*[,;(–—-]*\s*\(?(?<!\p{L})(?:hybrid[ea]?|híbrid[ao]|hybridt)(?!\p{L})\)?/iu;
/** Signs and words that part the room from the way to join it: ", et en visioconférence". */
const PARTS =
	/\s*(?:[,;(+&/|]|\s[–—-]\s|\s(?:et|and|y|og|ou|or|of|eller|en(?=\s+(?:online|via|per|video|digita)))\s)\s*/iu;
/** "On Teams", "Réunion, en ligne": by what they meet, or that they do, and no place. */
const PROGRAMS =
	/(?<!\p{L})(?:reunion|rencontre|meeting|seance|bijeenkomst|vergadering|møde|moede|teams|zoom|webex|jitsi|google meet|meet|skype|bigbluebutton|livestorm|lien|link)(?!\p{L})/u;

/** A room and a way to join it are both: the place stays without the words for the latter. */
export function readWhere(words: string): Where {
	const hybrid = HYBRID.exec(words);
	if (hybrid) {
		const rest = words.slice(0, hybrid.index) + words.slice(hybrid.index + hybrid[0].length);
		return { place: namesRoom(rest) ? rest.trim() : words, mode: 'hybrid' };
	}
	if (!namesRemote(words)) return { place: words, mode: null };
	const sign = [...words.matchAll(new RegExp(PARTS, 'giu'))].findLast(
		({ index, 0: sign }) =>
			namesRoom(words.slice(0, index)) && namesRemote(words.slice(index + sign.length))
	);
	if (!sign) return { place: '', mode: 'online' };
	// What stands behind the way to join may be more of the place.
	const isMore = PARTS.test(words.slice(sign.index + sign[0].length));
	const place = words.slice(0, sign.index).replace(/(?:[\s,;(–—-]|\s(?:et|and|y|og|ou|or))+$/u, '');
	return { place: isMore ? words : place, mode: 'hybrid' };
}

/** Words that are no way to join: one with a capital or a number, and no program's name. */
const namesRoom = (words: string) =>
	/\p{Lu}\p{L}{2}|\d/u.test(words) && !namesRemote(words) && !PROGRAMS.test(fold(words));
