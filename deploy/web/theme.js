// Runs before the page is drawn, so that it never flashes in the other appearance.
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'auto';
