"""The MCP client of Python against `guanmo mcp` and /mcp: python client_mcp.py PROGRAM STORE http://127.0.0.1:7878"""

import asyncio
import json
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client

PROGRAM, STORE, ADDRESS = sys.argv[1:]


async def call(session, tool, /, **arguments):
    result = await session.call_tool(tool, arguments)
    return result.isError, json.loads(result.content[0].text)


async def check(session):
    await session.initialize()
    tools = {tool.name: tool for tool in (await session.list_tools()).tools}
    assert {"search", "entity", "facts", "ask", "sparql", "why", "why_not", "path"} <= set(tools), tools
    assert all(tool.annotations.readOnlyHint for tool in tools.values())
    wrong, found = await call(session, "search", query="gaoyuanshan")
    assert not wrong and found["items"][0]["label"] == "高远山", found
    person = found["items"][0]["id"]
    _, page = await call(session, "entity", id=person)
    evidence = page["groups"][0]["facts"][0]["evidence"][0]
    assert evidence["quote"] and evidence["rule"] and evidence["article"]["title"], evidence
    _, answer = await call(session, "ask", name="posts-of", parameters={"person": "高远山"})
    assert answer["total"] == 1 and "高远山" in answer["evidence"][0]["evidence"][0]["quote"], answer
    _, rows = await call(session, "sparql", query="SELECT ?p ?n { ?f rdf:predicate gm:holdsPost ; rdf:subject/rdfs:label ?p ; rdf:object ?n }")
    assert rows["total"] and len(rows["evidence"]) >= rows["total"] - 1, rows
    _, path = await call(session, "path", a="高远山", b="新华区")
    assert path["length"] and path["paths"][0]["steps"][0]["facts"][0]["evidence"], path
    wrong, refusal = await call(session, "entity", id="高远三")
    assert wrong and any(near["label"] == "高远山" for near in refusal["near"]), refusal
    wrong, refusal = await call(session, "sparql", query="SELECT * { ?x foo }")
    assert wrong and "line 1" in refusal["error"], refusal
    _, seen = await call(session, "why_not", text="市长张三丰未出席开工仪式。", relation="attended")
    assert seen["sentences"][0]["attempts"] or seen["sentences"][0]["inCode"], seen


async def main():
    parameters = StdioServerParameters(command=PROGRAM, args=["mcp", "--store", STORE])
    async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
        await check(session)
    async with streamablehttp_client(ADDRESS + "/mcp") as (read, write, _), ClientSession(read, write) as session:
        await check(session)
    print("tools answer with their evidence over both ways")


asyncio.run(main())
