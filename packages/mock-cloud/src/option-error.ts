/** An option with a value that cannot be used; the message quotes it and says what to write instead. */
export class OptionError extends RangeError {
  override readonly name = "OptionError";
  readonly code = "ERR_OXBOW_OPTION";
  /** The option's name. */
  readonly option: string;

  constructor(option: string, value: unknown, advice: string) {
    super(`${option} is ${JSON.stringify(value)}: ${advice}`);
    this.option = option;
  }
}
