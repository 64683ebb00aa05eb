package io.quorate.core.sim;

/** Something wrong that is planted to see that the simulator finds it. */
interface Planted {

  /** A seed that finds it; kept here to save the search. */
  long foundBySeed();

  /** The protocol with it. */
  RuleBook rules();

  /** Its name. */
  String name();
}
