import { failed, type Result } from '../../shared/result';

/** A request that could not even be made is a failure as well. */
export async function caught<Value>(act: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await act();
  } catch (error) {
    return failed({ scope: 'window', code: 'NOT_DONE', message: `It was not done: ${error instanceof Error ? error.message : String(error)}` });
  }
}
