/** A measuring thread that also knows the planted scripts. */
import './plantedScripts.ts';
import '../thread.worker.ts';
