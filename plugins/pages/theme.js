// Airflow's theme, as it is now and whenever it is toggled. Where a browser passes the theme on to a frame by itself, this agrees
// with it; an older Safari, or a browser with a theme forced on it, does not, and would put white behind the frame.
const airflowRoot = (() => {
  try {
    return window.frameElement?.ownerDocument.documentElement
  } catch {
    return undefined // The frame of another site.
  }
})()

function followTheme() {
  const { colorScheme } = getComputedStyle(airflowRoot)
  // "normal" is Airflow before it has chosen.
  document.documentElement.style.colorScheme = colorScheme === 'normal' ? '' : colorScheme
}

if (airflowRoot) {
  followTheme()
  new MutationObserver(followTheme).observe(airflowRoot, { attributeFilter: ['style', 'class'] })
}
