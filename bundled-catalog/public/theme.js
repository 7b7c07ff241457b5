// Sets the colour scheme before anything is drawn, so that a dark page never flashes white.
(function () {
  var chosen;
  try {
    chosen = localStorage.getItem('theme');
  } catch (forbidden) {
    chosen = null;
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
