export type Shortcut = 'microphone' | 'camera' | 'help';

/**
 * What a key press asks for. Microphone and camera are Ctrl or Cmd with M or V, with or without
 * Shift; while somebody types, V stays everybody's paste and `?` a question mark.
 */
export function readShortcut(event: KeyboardEvent): Shortcut | null {
	const key = event.key.toLowerCase();
	const withModifier = (event.ctrlKey || event.metaKey) && !event.altKey;
	if (withModifier && key === 'm') return 'microphone';
	if (isTyping(event.target)) return null;
	if (withModifier && key === 'v') return 'camera';
	return key === '?' && !withModifier ? 'help' : null;
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
	);
}
