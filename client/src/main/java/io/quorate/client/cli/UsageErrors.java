package io.quorate.client.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in a line or two, and where the help is. */
final class UsageErrors implements IParameterExceptionHandler {
  private static final String PREFIX = "Error: ";

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine line = wrong.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("error: " + said(wrong));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("try: " + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  /** Of what is missing in a group of options picocli says by itself that it is an error. */
  private static String said(ParameterException wrong) {
    String message = Words.oneLine(String.valueOf(wrong.getMessage()));
    return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
  }
}
