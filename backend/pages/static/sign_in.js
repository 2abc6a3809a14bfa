/** Sign in with a wallet (EIP-4361): the server writes the text, the wallet signs it. */

import { get, post, remove } from "./api.js";

/** Open a session for the wallet's account; returns the address that is signed in. */
export async function signIn(wallet) {
  const { message } = await post("/api/sign-in/challenge", { address: wallet.account });
  const signature = await wallet.sign(message);
  return (await post("/api/sign-in", { message, signature })).address;
}

export const signOut = () => remove("/api/session");

export const readAccess = (slug) => get(`/api/releases/${slug}/access`);
