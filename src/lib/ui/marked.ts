/** The first field of the page that is marked as wrong, unfolded where it lies in a fold. */
export function findMarked(): HTMLElement | null {
	const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
	for (
		let fold = field?.closest('details') ?? null;
		fold;
		fold = fold.parentElement?.closest('details') ?? null
	)
		fold.open = true;
	return field;
}
