/**
 * Which shown node stands for which shared one. y-tiptap forgets all of it with each change from
 * outside and reads the whole document anew, which takes a third of a second where it is long; what
 * the change touched it has taken out one by one already, so the rest stays.
 */
export class NoteMapping<K, V> extends Map<K, V> {
	override clear(): void {}
}
