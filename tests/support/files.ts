import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}

/** A PNG of four by four red points. */
export const PIXEL: Buffer = Buffer.concat([
	Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
	chunk('IHDR', Buffer.from([0, 0, 0, 4, 0, 0, 0, 4, 8, 2, 0, 0, 0])),
	chunk(
		'IDAT',
		deflateSync(
			Buffer.concat(Array(4).fill(Buffer.from([0, ...Array(4).fill([200, 30, 30]).flat()])))
		)
	),
	chunk('IEND', Buffer.alloc(0))
]);

function writePdf(objects: string[], trailer: string): Buffer {
	let text = '%PDF-1.4\n';
	const places = objects.map((object, n) => {
		const at = text.length;
		text += `${n + 1} 0 obj\n${object}\nendobj\n`;
		return at;
	});
	const start = text.length;
	const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
	return Buffer.from(text, 'latin1');
}

/** A PDF that asks for a password: no password there is fits its keys. */
export const ENCRYPTED_PDF: Buffer = writePdf(
	[
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
		`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`
	],
	`/Encrypt 4 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`
);

/** A PDF of one page whose content is packed already; `filter` names how, outermost first. */
export const packedPdf = (content: Buffer, filter: string): Buffer =>
	writePdf(
		[
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>',
			`<< /Length ${content.length} /Filter ${filter} >>\nstream\n${content.toString('latin1')}\nendstream`
		],
		''
	);
