package io.quorate.core.formation;

/**
 * One reason why a cluster is not formed, or why a voter is not part of it.
 *
 * @param reason stable name for programs
 * @param message a sentence that names the voter and what is wrong
 * @param remedy what to do about it
 */
public record FormationRefusal(FormationReason reason, String message, String remedy) {}
