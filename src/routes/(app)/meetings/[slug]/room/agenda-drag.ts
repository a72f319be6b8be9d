import type { Attachment } from 'svelte/attachments';
import type { Move } from '#lib/model/placement.ts';

/** Where an item would come to stand; `afterId` null is the beginning of the part. */
export type DropPlace = Required<Pick<Move, 'afterId'>> & { day: number; part: number };

interface Dragging {
	/** Each time the place under the pointer changes; null when the dragging ends. */
	show(itemId: string | null, place: DropPlace | null): void;
	drop(itemId: string, place: DropPlace): void;
	cancelled(): void;
	step(itemId: string, direction: 'up' | 'down'): void;
}

/** So far (px) the pointer goes before a press becomes a drag. */
const THRESHOLD = 5;
/** So near (px) to the edge of what scrolls, it scrolls, by so much each frame. */
const EDGE = { near: 48, by: 10 };

/**
 * Entries that are moved by their handle with mouse, pen or finger, and by Alt with the arrow keys
 * wherever the focus is in them. Lists bear `data-day` and `data-part`, entries `data-item`, handles
 * `data-handle`. Escape takes a drag back.
 */
export function sortable(dragging: Dragging): Attachment<HTMLElement> {
	return (root) => {
		const press = (event: PointerEvent) => startDrag(root, event, dragging);
		const key = (event: KeyboardEvent) => stepByKey(event, dragging);
		root.addEventListener('pointerdown', press);
		root.addEventListener('keydown', key);
		return () => {
			root.removeEventListener('pointerdown', press);
			root.removeEventListener('keydown', key);
		};
	};
}

function stepByKey(event: KeyboardEvent, { step }: Dragging): void {
	const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
	const target = event.target as HTMLElement;
	if (!event.altKey || !isArrow || target.closest('input, select, textarea')) return;
	const itemId = target.closest<HTMLElement>('[data-item]')?.dataset.item;
	if (!itemId || !target.closest('[data-movable]')) return;
	event.preventDefault();
	step(itemId, event.key === 'ArrowUp' ? 'up' : 'down');
}

function startDrag(root: HTMLElement, down: PointerEvent, dragging: Dragging): void {
	const handle = (down.target as HTMLElement).closest<HTMLElement>('[data-handle]');
	const entry = handle?.closest<HTMLElement>('[data-item]');
	const itemId = entry?.dataset.item;
	if (!handle || !entry || !itemId || down.button !== 0) return;
	let place: DropPlace | null = null;
	let ghost: HTMLElement | null = null;
	let at = { x: down.clientX, y: down.clientY };
	let frame = 0;
	handle.setPointerCapture(down.pointerId);

	const follow = () => {
		if (ghost) ghost.style.translate = `${at.x + 12}px ${at.y + 12}px`;
		place = findPlace(root, at.y, itemId);
		dragging.show(itemId, place);
	};
	const scroll = () => {
		if (scrollAt(root, at.y)) follow();
		frame = requestAnimationFrame(scroll);
	};
	const move = (event: PointerEvent) => {
		at = { x: event.clientX, y: event.clientY };
		if (!ghost) {
			if (Math.hypot(at.x - down.clientX, at.y - down.clientY) < THRESHOLD) return;
			ghost = showGhost(root, entry);
			frame = requestAnimationFrame(scroll);
		}
		event.preventDefault();
		follow();
	};
	const end = (isDropped: boolean) => {
		cancelAnimationFrame(frame);
		handle.removeEventListener('pointermove', move);
		handle.removeEventListener('pointerup', up);
		handle.removeEventListener('lostpointercapture', lose);
		window.removeEventListener('keydown', escape, true);
		dragging.show(null, null);
		if (!ghost) return;
		ghost.remove();
		if (isDropped && place) dragging.drop(itemId, place);
		else dragging.cancelled();
	};
	const up = () => end(true);
	const lose = () => end(false);
	const escape = (event: KeyboardEvent) => {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		event.stopPropagation();
		end(false);
	};
	handle.addEventListener('pointermove', move);
	handle.addEventListener('pointerup', up);
	// Also when the browser takes the pointer, or the entry is taken off the agenda meanwhile.
	handle.addEventListener('lostpointercapture', lose);
	window.addEventListener('keydown', escape, true);
}

/** The list under the pointer, or the nearest, and the entry of it that ends above the pointer. */
function findPlace(root: HTMLElement, y: number, itemId: string): DropPlace | null {
	const lists = [...root.querySelectorAll<HTMLElement>('[data-day][data-part]')];
	const distance = (list: HTMLElement) => {
		const { top, bottom } = list.getBoundingClientRect();
		return Math.max(top - y, y - bottom, 0);
	};
	const list = lists.sort((a, b) => distance(a) - distance(b))[0];
	if (!list) return null;
	const above = [...list.querySelectorAll<HTMLElement>('[data-item]')].filter((entry) => {
		const { top, height } = entry.getBoundingClientRect();
		return entry.dataset.item !== itemId && top + height / 2 < y;
	});
	return {
		afterId: above.at(-1)?.dataset.item ?? null,
		day: Number(list.dataset.day),
		part: Number(list.dataset.part)
	};
}

function showGhost(root: HTMLElement, entry: HTMLElement): HTMLElement {
	const ghost = document.createElement('div');
	ghost.className = 'agenda-ghost';
	ghost.setAttribute('aria-hidden', 'true');
	ghost.textContent = entry.querySelector('[data-title]')?.textContent ?? '';
	// In the list, so that it has the colours of the room, but not in the entry, which is faint now.
	root.append(ghost);
	return ghost;
}

/** Scrolls what holds the list when the pointer is at its edge; true when it did. */
function scrollAt(root: HTMLElement, y: number): boolean {
	const box = findScroller(root);
	const isPage = box === document.scrollingElement;
	const { top, bottom } = isPage
		? { top: 0, bottom: window.innerHeight }
		: box.getBoundingClientRect();
	const before = box.scrollTop;
	if (y < Math.max(0, top) + EDGE.near) box.scrollTop -= EDGE.by;
	else if (y > Math.min(window.innerHeight, bottom) - EDGE.near) box.scrollTop += EDGE.by;
	return box.scrollTop !== before;
}

function findScroller(node: HTMLElement): Element {
	for (let at: HTMLElement | null = node; at; at = at.parentElement) {
		const isScrolling = /auto|scroll/.test(getComputedStyle(at).overflowY);
		if (isScrolling && at.scrollHeight > at.clientHeight) return at;
	}
	return document.scrollingElement ?? document.documentElement;
}
