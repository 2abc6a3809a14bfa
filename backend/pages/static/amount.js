/** Amounts are BigInt in wei: a JavaScript number rounds them. */

const DECIMALS = 18;

/** Write wei as coins without needless zeros: "5", "0.05". */
export function coins(wei) {
  const digits = BigInt(wei).toString().padStart(DECIMALS + 1, "0");
  const whole = digits.slice(0, -DECIMALS);
  const rest = digits.slice(-DECIMALS).replace(/0+$/, "");
  return rest ? `${whole}.${rest}` : whole;
}
