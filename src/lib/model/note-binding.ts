import type { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

type Show = (events: Array<Y.YEvent<Y.AbstractType<unknown>>>, transaction: Y.Transaction) => void;
interface Binding {
	type: Y.XmlFragment;
	beforeTransactionSelection: object | null;
	_observeFunction: Show;
	_forceRerender(): void;
}

/**
 * Shows the shared document in the editor for the first time, which y-tiptap leaves to us where the
 * mapping is our own, and from now on also where it cannot tell what became of the selection: it
 * computes a place behind the end when the row or paragraph with the cursor is taken away, throws,
 * and the next key would write the old text over the new one.
 */
export function startShowing(state: EditorState): void {
	const { binding } = ySyncPluginKey.getState(state) as { binding: Binding };
	const show = binding._observeFunction;
	binding.type.unobserveDeep(show as never);
	binding._observeFunction = (events, transaction) => {
		try {
			show(events, transaction);
		} catch (fault) {
			if (!(fault instanceof RangeError)) throw fault;
			binding.beforeTransactionSelection = null;
			show(events, transaction);
		}
	};
	binding.type.observeDeep(binding._observeFunction as never);
	binding._forceRerender();
}
