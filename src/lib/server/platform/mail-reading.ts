/** A mail as a person reads it. */
export interface ReadMail {
	to: string;
	subject: string;
	text: string;
	/** Names of the files that hang on it. */
	attachments: string[];
}

/**
 * Reads a mail (RFC 5322, MIME) as our own sender writes them: header words (RFC 2047), parts in
 * parts, quoted-printable and base64. What it cannot read is shown as it stands.
 */
export function readMail(raw: Buffer): ReadMail {
	const whole = readPart(raw.toString('latin1'));
	const parts = listLeaves(whole);
	const files = parts.filter(isFile);
	return {
		to: decodeWords(whole.header('to')),
		subject: decodeWords(whole.header('subject')),
		text: parts
			.filter((part) => !isFile(part))
			.map(decodeBody)
			.join('\n')
			.trim(),
		attachments: files.map((part) => nameFile(part))
	};
}

interface Part {
	header: (name: string) => string;
	body: string;
}

function readPart(text: string): Part {
	const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
	const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
	return {
		header(name) {
			const line = lines.find((one) => one.toLowerCase().startsWith(`${name}:`));
			return line?.slice(name.length + 1).trim() ?? '';
		},
		body: text.slice(head.length).replace(/^\r?\n\r?\n/, '') || rest.join('\n\n')
	};
}

/** The parts that hold words or files; a text also written as HTML counts once. */
function listLeaves(part: Part): Part[] {
	const type = part.header('content-type');
	const boundary = /^multipart\//i.test(type) && readParameter(type, 'boundary');
	if (!boundary) return [part];
	const inner = `\n${part.body}`
		.split(`\n--${boundary}`)
		.slice(1)
		.filter((one) => !one.startsWith('--'))
		.map((one) => readPart(one.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, '')));
	const shown = /^multipart\/alternative/i.test(type) ? inner.slice(0, 1) : inner;
	return shown.flatMap(listLeaves);
}

const isFile = (part: Part) => /^attachment/i.test(part.header('content-disposition'));

function nameFile(part: Part): string {
	const disposition = part.header('content-disposition');
	const coded = /filename\*(?:0\*)?=(?:[\w-]+'[^']*')?([^;]+)/i.exec(disposition)?.[1];
	if (coded) return decodePercent(coded.trim());
	const name =
		readParameter(disposition, 'filename') || readParameter(part.header('content-type'), 'name');
	return decodeWords(name);
}

function decodePercent(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function readParameter(header: string, name: string): string {
	const found = new RegExp(`(?:^|[;\\s])${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
	return found?.[1] ?? found?.[2] ?? '';
}

function decodeBody(part: Part): string {
	const encoding = part.header('content-transfer-encoding').toLowerCase();
	const charset = readParameter(part.header('content-type'), 'charset') || 'utf-8';
	return decodeText(decodeBytes(part.body, encoding), charset).replaceAll('\r\n', '\n');
}

function decodeBytes(text: string, encoding: string): Buffer {
	if (encoding === 'base64') return Buffer.from(text, 'base64');
	if (encoding !== 'quoted-printable') return Buffer.from(text, 'latin1');
	const joined = text.replaceAll(/[ \t]+(?=\r?\n|$)/g, '').replaceAll(/=\r?\n/g, '');
	return Buffer.from(joined.replaceAll(/=([0-9a-f]{2})/gi, readHex), 'latin1');
}

const readHex = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

/** Encoded words of a header; what stands between two of them is only folding. */
function decodeWords(text: string): string {
	return text
		.replaceAll(/(\?=)\s+(?==\?)/g, '$1')
		.replaceAll(/(?:=\?[\w-]+\?[bq]\?[^?]*\?=)+/gi, (words) => {
			const found = [...words.matchAll(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi)];
			const bytes = found.map(([, , way, coded = '']) =>
				way?.toLowerCase() === 'b'
					? Buffer.from(coded, 'base64')
					: decodeBytes(coded.replaceAll('_', ' ').concat('\0'), 'quoted-printable').subarray(0, -1)
			);
			// A letter may be cut between two words.
			return decodeText(Buffer.concat(bytes), found[0]?.[1] ?? 'utf-8');
		});
}

function decodeText(bytes: Buffer, charset: string): string {
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return bytes.toString('latin1');
	}
}
