import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** A PDF of Typst source, in the fonts that come with the compiler. */
export async function printTypst(source: string): Promise<Uint8Array> {
	const compiler = NodeCompiler.create();
	const text = source.replace(/^\t+/gm, '');
	return new Uint8Array(compiler.pdf({ mainFileContent: text }, { pdfStandard: '1.7' }));
}
