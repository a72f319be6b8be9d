import * as Y from 'yjs';

type Setup = ConstructorParameters<typeof Y.Doc>[0];

/**
 * A copy of shared notes in which nothing changes but by what somebody did. Yjs by itself takes away
 * marks that became idle by what came from elsewhere: each copy at a moment of its own, so that two
 * may take away each the mark that the other kept, and a server knows of changes that no update says
 * and the log lacks. Idle marks say nothing; the next who formats there removes them.
 */
export function createReplica(setup?: Setup): Y.Doc {
	const doc = new Y.Doc(setup);
	doc.on('afterTransaction', (transaction) => {
		transaction._needFormattingCleanup = false;
	});
	return doc;
}
