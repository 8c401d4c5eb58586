// The page of an event: its menus and the search for the event to merge into or to link to.

import { menus } from "./menus.js";
import { eventSearches } from "./suggest.js";

menus();
eventSearches();
