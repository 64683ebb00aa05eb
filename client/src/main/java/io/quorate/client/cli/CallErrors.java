package io.quorate.client.cli;

import io.quorate.client.NoQuorumException;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.UnknownOutcomeException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command failed, one line for each reason with what to do, and picks the exit code. */
final class CallErrors implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed)
      throws Exception {
    PrintWriter err = line.getErr();
    if (thrown instanceof QuorateException failure) {
      return print(failure, err);
    }
    if (thrown instanceof IOException failure) {
      err.println("error: " + Words.oneLine(String.valueOf(failure.getMessage())));
      err.flush();
      return ExitCode.FAILED;
    }
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
    throw thrown;
  }

  static int print(QuorateException failure, PrintWriter err) {
    if (failure instanceof RefusedException refused) {
      refused.reasons().forEach(reason -> err.println("error: " + Notices.line(reason)));
    } else {
      err.println("error: " + Words.oneLine(failure.getMessage() + "; " + remedy(failure)));
    }
    err.flush();
    return failure instanceof RefusedException ? ExitCode.FAILED : ExitCode.NO_QUORUM;
  }

  private static String remedy(QuorateException failure) {
    if (failure instanceof UnknownOutcomeException) {
      return "the change may have been made or may yet be: look at \"quorate status\" before you"
          + " repeat it";
    }
    return failure instanceof NoQuorumException
        ? "start the missing nodes until a majority of the voters run and reach each other"
        : "check that the nodes run, and the addresses (--server or QUORATE_SERVERS)";
  }
}
