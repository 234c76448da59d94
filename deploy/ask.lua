-- For wrk: questions to one worker, one after the other.  docs/scaling.md
--   wrk -t1 -c4 -d15s -s deploy/ask.lua http://127.0.0.1:8001
local questions = {
  "Sønnen min vil ikke på skolen", "Eg er gravid, kven kan eg snakke med?", "Når må jeg melde til barnevernet?",
  "Dattera mi på 14 vil ikkje ete", "Hvem leder fraværsteamet?", "Naboen roper på barna sine hver kveld",
  "Vi har ikke råd til fotball", "Mannen min drikker, og barna merker det", "PPT", "Ungen min snakkar ikkje enno, to og eit halvt år",
}
local places = { "nord-odal", "donna", "trysil", "asnes", "vestre-slidre" }
local n = 0
request = function()
  n = n + 1
  local body = string.format('{"question": "%s", "kommune": "%s"}', questions[n % #questions + 1], places[n % #places + 1])
  return wrk.format("POST", "/api/v1/ask", { ["content-type"] = "application/json" }, body)
end
