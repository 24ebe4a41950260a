import { type Browser, chromium } from 'playwright-core'

// Not what the browser asks of its maker in the background, which a test has no use for.
const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']
if (process.getuid?.() === 0) args.push('--no-sandbox')

/** Debian's Chromium, or the one that CHROMIUM names. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
