import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { writeMoment } from '#lib/model/note-printing.ts';
import { isLabel } from '#lib/model/note-grammar.ts';

/** How somebody is called here, asked for by id; what the writer's page called them is a makeshift. */
export type NameOf = (kind: string, id: string) => string | undefined;

/** Shows people, organisations and moments in the text. */
export function noteViews(nameOf: NameOf, describeMoment: (isFilm: boolean) => string) {
	const make = (className: string, text: string, title?: string) => {
		const dom = document.createElement('span');
		dom.className = className;
		dom.textContent = text;
		if (title) dom.title = title;
		return { dom };
	};
	const mention = ({ attrs }: Node) => {
		const label = isLabel(attrs.label) ? attrs.label : '?';
		return make('note-mention', `@${nameOf(attrs.kind, attrs.id) ?? label}`);
	};
	const timecode = ({ attrs }: Node) =>
		make('note-timecode', writeMoment(attrs.seconds), describeMoment(attrs.film !== null));
	return Extension.create({
		name: 'noteViews',
		addProseMirrorPlugins: () => [new Plugin({ props: { nodeViews: { mention, timecode } } })]
	});
}
