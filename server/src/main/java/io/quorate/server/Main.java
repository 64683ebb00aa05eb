package io.quorate.server;

/** The entry point of {@code bin/quorate}. */
public final class Main {
  private static final int EXIT_DONE = 0;
  private static final int EXIT_USAGE = 2;

  private Main() {}

  /**
   * Runs one command and ends the process: 0 done, 2 usage.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("quorate " + version());
      return EXIT_DONE;
    }
    System.err.println("usage: quorate --version");
    return EXIT_USAGE;
  }

  /** The manifest has it; classes that were not packaged have none. */
  private static String version() {
    String packaged = Main.class.getPackage().getImplementationVersion();
    return packaged == null ? "(not packaged)" : packaged;
  }
}
