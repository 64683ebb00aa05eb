package io.quorate.server.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Somebody who watches a demo, and presses Enter to see more of it. */
final class Spectator {
  private final BufferedReader input;

  /** Of whom this is what he types. */
  Spectator(InputStream input) {
    this.input = new BufferedReader(new InputStreamReader(input, Charset.defaultCharset()));
  }

  /**
   * Waits for Enter, unless nobody is waited for. Returns at the end of the input too: where nobody
   * can press Enter, nobody should have to.
   */
  void waitForEnter(String prompt, DemoOptions options, PrintWriter out) throws IOException {
    if (!options.auto()) {
      out.println();
      out.println(prompt + " Ctrl-C ends the demo.");
      out.flush();
      input.readLine();
    }
  }
}
