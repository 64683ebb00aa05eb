package io.quorate.server.guard;

import java.io.IOException;
import java.nio.file.Path;

/** The program of the guard process. Started by the agent only. */
public final class GuardMain {
  private GuardMain() {}

  /**
   * Guards what the launch file in the given directory says.
   *
   * @param arguments the guard's directory; or {@value SelfTest#ARGUMENT}, to try only whether it
   *     could
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      System.err.println("usage: GuardMain DIRECTORY");
      System.exit(2);
    }
    if (arguments[0].equals(SelfTest.ARGUMENT)) {
      SelfTest.inGuard();
      return;
    }
    Path directory = Path.of(arguments[0]);
    new GuardProcess(directory, LaunchFile.read(directory)).run();
  }
}
