import type { Command } from "commander";

/**
 * `oxbow completion bash`: a script that completes commands, then the options of the command, then files. Zsh takes it
 * after `autoload -U +X bashcompinit && bashcompinit`.
 */
export function completion(program: Command): void {
  const cases = program.commands.map((command) => {
    const options = command.options.flatMap(({ long }) => long ?? []);
    return `    ${command.name()}) words="${[...options, "--help"].join(" ")}" ;;`;
  });
  process.stdout.write(`_oxbow() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "$COMP_CWORD:\${COMP_WORDS[1]}" in
    1:*) COMPREPLY=($(compgen -W "${program.commands.map((command) => command.name()).join(" ")} --help" -- "$current")); return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _oxbow oxbow
`);
}
