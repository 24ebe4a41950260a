/** A script's address that the browser has let through. */
interface Policy {
  createScriptURL(address: string): string
}

declare global {
  // Not in Firefox before 148, nor in Safari before 26.
  var trustedTypes: { createPolicy(name: string, rules: Policy): Policy } | undefined
}

/** The page runs no script but its own files. */
const rules: Policy = {
  createScriptURL(address) {
    if (new URL(address, location.href).origin !== location.origin)
      throw new TypeError(`${address} is not the page's own.`)
    return address
  },
}

const policy = globalThis.trustedTypes?.createPolicy('page', rules) ?? rules

/** Lets the address of a script of the page's own through, as its Trusted Types policy demands; for `new Worker`. */
export const scriptUrl = (address: string) => policy.createScriptURL(address)
