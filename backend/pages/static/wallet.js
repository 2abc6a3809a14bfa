/** Wallets in this browser: EIP-6963 discovery, EIP-1193 requests, their errors as sentences. */

import { Problem } from "./api.js";

const LAST = "wallet";
const UNKNOWN_CHAIN = 4902;
const SENTENCES = {
  4001: "You cancelled in the wallet. Nothing was spent.",
  4100: "Your wallet does not show this page that account. Connect it again.",
  4900: "Your wallet is offline. Check its connection and try again.",
  4901: "Your wallet is not connected to this network. Choose the network in the wallet and try again.",
  "-32002": "Your wallet already has a request open. Open the wallet and answer it there.",
};

/** Announce every wallet found, at once or later, to `found`. */
export function discover(found) {
  const seen = new Set();
  addEventListener("eip6963:announceProvider", ({ detail }) => {
    if (seen.has(detail.info.uuid)) return;
    seen.add(detail.info.uuid);
    found(new Wallet(detail.provider, detail.info));
  });
  dispatchEvent(new Event("eip6963:requestProvider"));
  // Some wallets' own browsers announce nothing and only leave this behind.
  if (seen.size === 0 && window.ethereum) found(new Wallet(window.ethereum, { name: "Browser wallet", rdns: "ethereum" }));
}

export class Wallet {
  account = null;
  chain = null;

  constructor(provider, info) {
    this.provider = provider;
    this.name = info.name;
    this.rdns = info.rdns;
    this.icon = /^data:image\//.test(info.icon ?? "") ? info.icon : null;
  }

  /** Ask the person for an account. */
  async connect() {
    await this.#adopt(await this.#request("eth_requestAccounts"));
    localStorage.setItem(LAST, this.rdns);
  }

  /** Take up the account this page already has, without opening the wallet. */
  async resume() {
    if (localStorage.getItem(LAST) !== this.rdns) return false;
    await this.#adopt(await this.#request("eth_accounts"));
    return this.account !== null;
  }

  /** Forget this wallet on the next visit. */
  forget() {
    localStorage.removeItem(LAST);
  }

  /** Tell `changed` whenever the person picks another account or network in the wallet. */
  watch(changed) {
    this.provider.on?.("accountsChanged", (accounts) => {
      this.account = accounts[0] ?? null;
      changed();
    });
    this.provider.on?.("chainChanged", (chain) => {
      this.chain = BigInt(chain);
      changed();
    });
  }

  /** Bring the wallet to a network; `describe` fetches what it needs to add one it does not know (EIP-3085). */
  async switchTo(chain, name, describe) {
    if (await this.#isOn(chain)) return;
    await this.#switch(chain).catch(async (error) => {
      if (error.code !== UNKNOWN_CHAIN) throw error;
      await this.#request("wallet_addEthereumChain", [await describe()]);
      // Adding need not mean switching (EIP-3085).
      if (!(await this.#isOn(chain))) await this.#switch(chain);
    });
    // Wallets have answered "done" without having switched: only the answer to eth_chainId counts.
    if (!(await this.#isOn(chain))) {
      throw new Problem(`Your wallet is still on another network. Choose ${name} in the wallet and try again.`);
    }
  }

  /** Sign a text with the account (EIP-191). */
  sign(text) {
    const bytes = [...new TextEncoder().encode(text)];
    const hex = "0x" + bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return this.#request("personal_sign", [hex, this.account]);
  }

  /** Sign typed data with the account (EIP-712). */
  signTyped(data) {
    return this.#request("eth_signTypedData_v4", [this.account, JSON.stringify(data)]);
  }

  /** Send a transaction; returns its hash. */
  send(transaction) {
    return this.#request("eth_sendTransaction", [transaction]);
  }

  async #adopt(accounts) {
    this.account = accounts[0] ?? null;
    if (this.account) this.chain = BigInt(await this.#request("eth_chainId"));
  }

  #switch(chain) {
    return this.#request("wallet_switchEthereumChain", [{ chainId: `0x${chain.toString(16)}` }]);
  }

  async #isOn(chain) {
    this.chain = BigInt(await this.#request("eth_chainId"));
    return this.chain === chain;
  }

  #request(method, params = []) {
    return this.provider.request({ method, params }).catch((error) => {
      // Some wallets on phones wrap the error they mean.
      const code = error?.data?.originalError?.code ?? error?.code;
      const otherwise = "Your wallet could not do that. Look for a message in it and try again.";
      throw Object.assign(new Problem(SENTENCES[code] ?? otherwise), { code });
    });
  }
}
