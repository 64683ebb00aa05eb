package io.quorate.core.sim;

/** The whole protocol, with programs that write runtime entries and move counters on. */
class WithPrograms extends RuleBook {
  @Override
  final boolean programsWrite() {
    return true;
  }
}
