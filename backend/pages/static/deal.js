/** Whether what the server hands over is what this page shows; a wallet is asked only then. Pure.
 *
 * A deal is {chain, contract, account, currency, total}: `currency` null for the chain's own coin, `total` a BigInt.
 */

import { isSame } from "./address.js";

const APPROVE = "0x095ea7b3"; // approve(address,uint256)
const AUTHORIZATION = ["from:address", "to:address", "value:uint256", "validAfter:uint256", "validBefore:uint256", "nonce:bytes32"];

/** A purchase pays the drop's contract exactly the price, or no coin when the price is in a currency. */
export function isPurchase({ to, from, value }, { contract, account, currency, total }) {
  return isSame(to, contract) && isSame(from, account) && BigInt(value) === (currency ? 0n : total);
}

/** An approval lets the drop's contract take exactly the price, once. */
export function isApproval({ to, from, value, data }, { contract, account, currency, total }) {
  const call = APPROVE + word(BigInt(contract)) + word(total);
  return isSame(to, currency) && isSame(from, account) && BigInt(value) === 0n && isSame(data, call);
}

/** An authorization (EIP-3009) pays exactly the price from the buyer to the drop's contract, on this chain. */
export function isAuthorization({ domain, primaryType, types, message }, { chain, contract, account, currency, total }) {
  const fields = types?.[primaryType]?.map(({ name, type }) => `${name}:${type}`);
  return (
    primaryType === "ReceiveWithAuthorization" && String(fields) === String(AUTHORIZATION) &&
    isSame(domain.verifyingContract, currency) && BigInt(domain.chainId) === BigInt(chain) &&
    isSame(message.from, account) && isSame(message.to, contract) && BigInt(message.value) === total
  );
}

const word = (number) => number.toString(16).padStart(64, "0");
