/** Whether a plan (times in epoch ms) is too old, or made at a time that by the computer's clock is yet to come: then nobody can say how old it is. */
export function hasExpired({ createdAt, expiresAt }: { readonly createdAt: number; readonly expiresAt: number }): boolean {
  const now = Date.now();
  return now < createdAt || now > expiresAt;
}
